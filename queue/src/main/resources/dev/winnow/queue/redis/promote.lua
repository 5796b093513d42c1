#!lua flags=allow-oom
-- Moves what has been held back long enough to the ends of the lanes.
-- KEYS 1-3 lanes p0 to p2, 4-6 their indexes of waiting ids, 7 envelopes, 8 delayed
-- ARGV 1 channel of wake-ups, 2 n
-- Output: how many were moved
-- include envelope.lua
local at = now()
local moved = 0
for _, id in ipairs(redis.call('ZRANGEBYSCORE', KEYS[8], '-inf', at, 'LIMIT', 0, ARGV[2])) do
  local raw = redis.call('HGET', KEYS[7], id)
  local e = decode(raw or '')
  redis.call('ZREM', KEYS[8], id)
  if e then
    redis.call('RPUSH', KEYS[1 + e.p], raw)
    redis.call('ZADD', KEYS[4 + e.p], at, id)
    moved = moved + 1
  end
end
if moved > 0 then
  redis.call('PUBLISH', ARGV[1], 'promote')
end
return moved
