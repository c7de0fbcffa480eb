-- Random paths of WRK_PATHS, one a line, with {user} and {item} in them for random ones of WRK_USERS and
-- WRK_ITEMS; answers without items are counted.
local users = tonumber(os.getenv("WRK_USERS"))
local items = tonumber(os.getenv("WRK_ITEMS"))
local paths = {}
for path in os.getenv("WRK_PATHS"):gmatch("[^\n]+") do
  local before, what, after = path:match("^(.-){(%a+)}(.*)$")
  table.insert(paths, { before = before or path, what = what, after = after or "" })
end
local threads = {}

function setup(thread)
  thread:set("id", #threads)
  table.insert(threads, thread)
end

function init(args)
  math.randomseed(20261122 + id)
  empty = 0
  refused = 0
end

function request()
  local path = paths[#paths == 1 and 1 or math.random(1, #paths)]
  local one = ""
  if path.what == "user" then
    one = "u" .. math.random(0, users - 1)
  elseif path.what == "item" then
    one = "i" .. math.random(0, items - 1)
  end
  return wrk.format("GET", path.before .. one .. path.after)
end

function response(status, headers, body)
  if status ~= 200 then
    refused = refused + 1
  elseif not body:find('"score"', 1, true) then
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
