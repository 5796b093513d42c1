#!lua flags=allow-oom
-- Tells how each lane stands.
-- KEYS as in common.lua
-- ARGV none
-- Output: for each lane how many wait, run and are delayed, the age of its oldest in milliseconds, 1 if it is paused, and
--      how many were pushed and finished
-- include common.lua
-- include head.lua
local LOOKED_AT = 100
local at = now()

-- The first of the list that still stands for a job.
local function oldest(lane)
  for _, id in ipairs(redis.call('LRANGE', KEYS[LANE + lane], 0, LOOKED_AT - 1)) do
    local raw = redis.call('HGET', jobs, id)
    local since = raw and select(5, read(raw))
    if since then
      return math.max(0, at - since)
    end
  end
  return 0
end

local answer = {}
for lane = 0, 2 do
  local counts = redis.call('HMGET', counters, 'gone' .. lane, 'pushed' .. lane, 'finished' .. lane)
  answer[#answer + 1] = math.max(0, redis.call('LLEN', KEYS[LANE + lane]) - (counts[1] or 0))
  answer[#answer + 1] = countRunning(lane)
  answer[#answer + 1] = redis.call('ZCARD', KEYS[DELAYED + lane])
  answer[#answer + 1] = oldest(lane)
  answer[#answer + 1] = redis.call('SISMEMBER', paused, lane)
  answer[#answer + 1] = tonumber(counts[2] or 0)
  answer[#answer + 1] = tonumber(counts[3] or 0)
end
return answer
