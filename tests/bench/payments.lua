-- Payments as an agent's terminals send them, for wrk: a fresh UUIDv7 each, every answer checked.
--
--   wrk … -s payments.lua URL -- AUTHORIZATION PROVIDER_ID DIRECTORY_VERSION ACCOUNTS
--
-- One line of JSON at the end tells what wrk counted, how many answers were right, and the ids still without an answer.

local ffi = require("ffi")
ffi.cdef("typedef struct { long seconds; long microseconds; } moment; int gettimeofday(moment *at, void *zone);")

local FIRST_ACCOUNT = 9000000000
local threads = {}

function setup(thread)
   threads[#threads + 1] = thread
   thread:set("place", #threads)
end

good, wrong, sample, waiting = 0, 0, "", {}

local at = ffi.new("moment")
local second, date = 0, ""
local millisecond, prefix, drawn = 0, "", 0
local random, format = math.random, string.format
local head, middle, provider, version, accounts

function init(words)
   math.randomseed(os.time() * 64 + place)
   provider, version, accounts = words[2], words[3], tonumber(words[4])
   head = "POST /v1/payments HTTP/1.1\r\nHost: " .. wrk.headers["Host"]
      .. "\r\nAccept-Encoding: identity\r\nAuthorization: " .. words[1]
      .. "\r\nContent-Type: application/json\r\nContent-Length: "
end

-- RFC 9562: 48 bits of milliseconds, then how many were drawn in this one, so that a thread's ids only grow; then chance.
local function next_id()
   ffi.C.gettimeofday(at, nil)
   local seconds, milliseconds = tonumber(at.seconds), math.floor(tonumber(at.microseconds) / 1000)
   local now = seconds * 1000 + milliseconds
   if now > millisecond then
      millisecond, drawn = now, 0
      local digits = format("%012x", now)
      prefix = digits:sub(1, 8) .. "-" .. digits:sub(9) .. "-7"
      if seconds ~= second then
         second, date = seconds, os.date("!%Y-%m-%dT%H:%M:%S", seconds)
      end
      middle = format("%s.%03d000Z", date, milliseconds)
   end
   drawn = drawn + 1
   return prefix .. format("%03x-%04x-%06x%06x", drawn % 4096, 0x8000 + random(0, 0x3fff),
      random(0, 0xffffff), random(0, 0xffffff))
end

function request()
   local payment_id = next_id()
   local inserted = random(400, 900) * 100
   local fee = inserted * 3 / 100
   local body = '{"payment_id":"' .. payment_id
      .. '","session_id":"' .. payment_id:sub(1, 14) .. "7fff" .. payment_id:sub(19)
      .. '","terminal":"bench-' .. place .. '","provider_id":' .. provider
      .. ',"account":"' .. FIRST_ACCOUNT + random(0, accounts - 1)
      .. '","inserted":' .. inserted .. ',"agent_fee":' .. fee .. ',"amount":' .. inserted - fee
      .. ',"directory_version":' .. version .. ',"accepted_at":"' .. middle .. '","fields":{},"currency":"RUB"}'
   local trace = payment_id:sub(25)
   waiting[payment_id] = true
   return head .. #body .. "\r\nX-Trace-Id: " .. trace .. "\r\nX-Span-Id: " .. trace
      .. "\r\nIdempotency-Key: " .. payment_id .. "\r\n\r\n" .. body
end

function response(status, _, body)
   local payment_id = body:match('"payment_id":%s?"([%x-]+)"')
   if status == 200 and payment_id and waiting[payment_id] then
      waiting[payment_id] = nil
      good = good + 1
   else
      wrong = wrong + 1
      if sample == "" then sample = status .. " " .. body:sub(1, 300) end
   end
end

local function quoted(text)
   return '"' .. text:gsub('[%c"\\]', function(letter) return format("\\u%04x", letter:byte()) end) .. '"'
end

function done(summary, latency, _)
   local right, bad, words, unanswered = 0, 0, "", {}
   for _, thread in ipairs(threads) do
      right, bad = right + thread:get("good"), bad + thread:get("wrong")
      if words == "" then words = thread:get("sample") end
      for payment_id in pairs(thread:get("waiting")) do unanswered[#unanswered + 1] = quoted(payment_id) end
   end
   local errors = summary.errors
   io.write(format(
      '\n{"microseconds":%d,"good":%d,"wrong":%d,"sample":%s,"p50":%d,"p99":%d,"longest":%d,'
         .. '"broken_connections":%d,"timeouts":%d,"unanswered":[%s]}\n',
      summary.duration, right, bad, quoted(words), latency:percentile(50), latency:percentile(99), latency.max,
      errors.connect + errors.read + errors.write, errors.timeout, table.concat(unanswered, ",")))
end
