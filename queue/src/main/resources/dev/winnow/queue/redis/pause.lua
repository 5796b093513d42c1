#!lua flags=allow-oom
-- Hands out nothing of some lanes any more, or again.
-- KEYS as in common.lua
-- ARGV 1 1 for a pause, 0 for its end, 2 lane numbers, as digits
-- Output: how many lanes are paused now
-- include common.lua
-- include waiting.lua
local at = now()
for lane in ARGV[2]:gmatch('%d') do
  redis.call(ARGV[1] == '1' and 'SADD' or 'SREM', paused, lane)
  if ARGV[1] == '0' then
    wake(tonumber(lane), redis.call('LLEN', KEYS[LANE + lane]), at)
  end
end
return redis.call('SCARD', paused)
