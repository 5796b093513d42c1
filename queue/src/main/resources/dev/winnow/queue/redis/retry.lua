#!lua flags=allow-oom
-- Ends a claim and puts the job back with the next attempt: after a delay, or at once to the end of its lane.
-- KEYS 1-3 lanes p0 to p2, 4-6 their indexes of waiting ids, 7-9 their leases, 10 running, 11 envelopes, 12 delayed
-- ARGV 1 id, 2 attempt, 3 owner, 4 delay in milliseconds, 5 channel of wake-ups
-- Output: 1, or 0 if the lease is lost
-- include envelope.lua
-- include holding.lua
local id = ARGV[1]
local number = heldLane(KEYS[10], id, ARGV[2], ARGV[3])
local e = number and decode(redis.call('HGET', KEYS[11], id) or '')
if not e then
  return 0
end
e.a = e.a + 1
local raw = encode(e)
local delay = tonumber(ARGV[4])
redis.call('HDEL', KEYS[10], id)
redis.call('ZREM', KEYS[7 + number], id)
redis.call('HSET', KEYS[11], id, raw)
if delay > 0 then
  redis.call('ZADD', KEYS[12], now() + delay, id)
else
  redis.call('RPUSH', KEYS[1 + number], raw)
  redis.call('ZADD', KEYS[4 + number], now(), id)
  redis.call('PUBLISH', ARGV[5], 'retry')
end
return 1
