// 64-bit integers through the client and a running service: node numbers.mjs <compiled client> <address>
import assert from "node:assert/strict";

const [client_module, address] = process.argv.slice(2);
const { createClient } = await import(client_module);
const client = createClient({ baseUrl: address });

for (const number of [9223372036854775807n, -9223372036854775808n, 9007199254740993n, 9007199254740991, 7]) {
  assert.equal((await client.createAccount({ body: { number } })).number, number);
  assert.equal((await client.getAccount({ path: { number } })).number, number);
}
const numbers = [];
for await (const { number } of client.listAccounts.items({ query: { limit: 2, sort: "number" } })) numbers.push(number);
assert.deepEqual(numbers, [-9223372036854775808n, 7, 9007199254740991, 9007199254740993n, 9223372036854775807n]);

const { id } = (await client.listAccounts({ query: { limit: 1 } })).items[0];
const text = '"9223372036854775807" \\ 1234567890123456789';
const body = { units: 1n, amount: "0.0001", all_units: [9007199254740993n, 2] };
const { units, all_units } = await client.createEntry({ path: { account_id: id }, body });
assert.deepEqual({ units, all_units }, { units: 1, all_units: [9007199254740993n, 2] });
await assert.rejects(client.createEntry({ path: { account_id: id }, body: { ...body, [text]: 1 } }), { status: 422 });
