-- Decisions for random users of WRK_USERS at the path WRK_PATHS; answers without an offer are counted.
local users = tonumber(os.getenv("WRK_USERS"))
local path = os.getenv("WRK_PATHS")
local headers = { ["Content-Type"] = "application/json" }
local threads = {}

function setup(thread)
  thread:set("id", #threads)
  table.insert(threads, thread)
end

function init(args)
  math.randomseed(os.time() + id)
  empty = 0
  refused = 0
end

function request()
  local body = string.format('{"userId":"u%d","placement":"home"}', math.random(0, users - 1))
  return wrk.format("POST", path, headers, body)
end

function response(status, headers, body)
  if status ~= 200 then
    refused = refused + 1
  elseif body:find('"offerId":null', 1, true) then
    empty = empty + 1
  end
end

function done(summary, latency, requests)
  local none, wrong = 0, 0
  for _, thread in ipairs(threads) do
    none = none + thread:get("empty")
    wrong = wrong + thread:get("refused")
  end
  local errors = summary.errors
  io.write(string.format(
    '\n{"requests":%d,"micros":%d,"p50":%d,"p99":%d,"max":%d,"empty":%d,"refused":%d,"broken":%d}\n',
    summary.requests, summary.duration, latency:percentile(50), latency:percentile(99), latency.max,
    none, wrong, errors.connect + errors.read + errors.write + errors.timeout))
end
