-- Asks for one row after the other, in a random order that is the same in each run.
local paths = {}

function init(arguments)
  math.randomseed(42)
  for id in io.lines(arguments[1]) do
    paths[#paths + 1] = wrk.path .. "/" .. id
  end
end

function request()
  return wrk.format("GET", paths[math.random(#paths)])
end
