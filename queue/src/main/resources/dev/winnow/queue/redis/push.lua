#!lua
-- Appends envelopes to their lanes, or holds them back; one that is held already is left as it is. Without allow-oom:
-- at maxmemory nothing new comes in.
-- KEYS 1-3 lanes p0 to p2, 4-6 their indexes of waiting ids, 7 running, 8 envelopes, 9 delayed, 10 dead ids
-- ARGV 1 channel of wake-ups, 2 delay in milliseconds, then for each: id, lane number, envelope
-- Output: how many were taken
-- include envelope.lua
local at = now()
local delay = tonumber(ARGV[2])
local taken = 0
for i = 3, #ARGV, 3 do
  local id, number, raw = ARGV[i], tonumber(ARGV[i + 1]), ARGV[i + 2]
  local held = redis.call('HEXISTS', KEYS[7], id) == 1 or redis.call('ZSCORE', KEYS[9], id)
  for lane = 4, 6 do
    held = held or redis.call('ZSCORE', KEYS[lane], id)
  end
  if not held then
    redis.call('HSET', KEYS[8], id, raw)
    redis.call('ZREM', KEYS[10], id)
    if delay > 0 then
      redis.call('ZADD', KEYS[9], at + delay, id)
    else
      redis.call('RPUSH', KEYS[1 + number], raw)
      redis.call('ZADD', KEYS[4 + number], at, id)
    end
    taken = taken + 1
  end
end
if taken > 0 and delay <= 0 then
  redis.call('PUBLISH', ARGV[1], 'push')
end
return taken
