revision = "0002
