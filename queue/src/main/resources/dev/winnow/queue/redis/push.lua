#!lua
-- Appends jobs to their lanes, or holds them back; one that is held already is left as it is. Without allow-oom: at
-- maxmemory nothing new comes in.
-- KEYS as in common.lua
-- ARGV 1 channel of wake-ups, 2 delay in milliseconds, then for each: id, head of the envelope as far as its time, rest
-- Output: how many were taken
-- include common.lua
local delay = tonumber(ARGV[2])
local at = now()
local since = string.format('%.0f', at + delay)
local ids = {}
for i = 3, #ARGV, 3 do
  ids[#ids + 1] = ARGV[i]
end
local held = redis.call('HMGET', jobs, unpack(ids))
local entries = {}
local waiting = {[0] = {}, {}, {}}
for i, id in ipairs(ids) do
  if not held[i] then
    local head = ARGV[3 * i + 1]
    entries[#entries + 1] = id
    entries[#entries + 1] = head .. since .. ARGV[3 * i + 2]
    local lane = waiting[head:byte(3) - 48]
    lane[#lane + 1] = id
  end
end
if #entries == 0 then
  return 0
end
redis.call('HSET', jobs, unpack(entries))
local woken = ''
for lane = 0, 2 do
  local added = waiting[lane]
  if #added > 0 then
    redis.call('HINCRBY', counters, 'pushed' .. lane, #added)
    if redis.call('EXISTS', dead) == 1 then
      redis.call('ZREM', dead, unpack(added))
    end
    if delay > 0 then
      local due = {}
      for _, id in ipairs(added) do
        due[#due + 1] = at + delay
        due[#due + 1] = id
      end
      redis.call('ZADD', KEYS[DELAYED + lane], unpack(due))
    else
      redis.call('RPUSH', KEYS[LANE + lane], unpack(added))
      woken = woken .. lane
    end
  end
end
if woken ~= '' then
  redis.call('PUBLISH', ARGV[1], woken)
end
return #entries / 2
