#!lua flags=allow-oom
-- Hands out nothing of some lanes any more, or again.
-- KEYS as in common.lua
-- ARGV 1 channel of wake-ups, 2 1 for a pause, 0 for its end, 3 lane numbers, as digits
-- Output: how many lanes are paused now
-- include common.lua
for lane in ARGV[3]:gmatch('%d') do
  redis.call(ARGV[2] == '1' and 'SADD' or 'SREM', paused, lane)
end
if ARGV[2] == '0' then
  redis.call('PUBLISH', ARGV[1], ARGV[3])
end
return redis.call('SCARD', paused)
