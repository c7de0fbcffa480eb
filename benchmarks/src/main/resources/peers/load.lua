-- Random lines of WRK_REQUESTS: method, path, and a body where there is one, with {user} or {item} in them for a
-- random one of WRK_USERS and WRK_ITEMS. Answers without the text WRK_FULL are counted as empty. With WRK_PAUSE
-- a connection rests before each request, for so many milliseconds in the mean, distributed exponentially.
local users = tonumber(os.getenv("WRK_USERS"))
local items = tonumber(os.getenv("WRK_ITEMS"))
local full = os.getenv("WRK_FULL")
local pause = tonumber(os.getenv("WRK_PAUSE"))
local headers = { ["Content-Type"] = "application/json" }

local function parts(text)
  local before, what, after = text:match("^(.-){(%a+)}(.*)$")
  return { before = before or text, what = what, after = after or "" }
end

local function filled(text)
  if text.what == "user" then
    return text.before .. "u" .. math.random(0, users - 1) .. text.after
  elseif text.what == "item" then
    return text.before .. "i" .. math.random(0, items - 1) .. text.after
  end
  return text.before
end

local requests = {}
for line in os.getenv("WRK_REQUESTS"):gmatch("[^\n]+") do
  local method, path, body = line:match("^(%u+) (%S+) ?(.*)$")
  table.insert(requests, { method = method, path = parts(path), body = body ~= "" and parts(body) or nil })
end
local threads = {}

function setup(thread)
  thread:set("id", #threads)
  table.insert(threads, thread)
end

function init(args)
  math.randomseed(tonumber(os.getenv("WRK_SEED")) + id)
  empty = 0
  refused = 0
end

function request()
  local one = requests[#requests == 1 and 1 or math.random(1, #requests)]
  if one.body then
    return wrk.format(one.method, filled(one.path), headers, filled(one.body))
  end
  return wrk.format(one.method, filled(one.path))
end

if pause then
  function delay()
    return math.floor(0.5 - pause * math.log(1 - math.random()))
  end
end

function response(status, headers, body)
  if status ~= 200 then
    refused = refused + 1
  elseif not body:find(full, 1, true) then
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
