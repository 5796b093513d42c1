#!lua flags=allow-oom
-- Takes claims from owners whose lease has ended. The job goes to the head of its lane with the next attempt and one
-- more crash, or, after too many of these, to the dead letters.
-- KEYS 1-3 lanes p0 to p2, 4-6 their indexes of waiting ids, 7-9 their leases, 10 running, 11 envelopes, 12 dead
--      letters, 13 dead ids
-- ARGV 1 channel of wake-ups, 2 n, 3 how many crashes are too many
-- Output: the envelopes as they are now
-- include envelope.lua
-- include dead.lua
local at = now()

-- A claim without a lease, which somebody deleted by hand, would never end.
local leases = redis.call('ZCARD', KEYS[7]) + redis.call('ZCARD', KEYS[8]) + redis.call('ZCARD', KEYS[9])
if redis.call('HLEN', KEYS[10]) ~= leases then
  local running = redis.call('HGETALL', KEYS[10])
  for i = 1, #running, 2 do
    redis.call('ZADD', KEYS[7 + tonumber(running[i + 1]:sub(1, 1))], 'NX', at, running[i])
  end
end

local changed = {}
local left = tonumber(ARGV[2])
local back = false
for number = 0, 2 do
  local ended = {}
  if left > 0 then
    ended = redis.call('ZRANGEBYSCORE', KEYS[7 + number], '-inf', at, 'LIMIT', 0, left)
  end
  left = left - #ended
  for i = #ended, 1, -1 do
    local id = ended[i]
    local e = decode(redis.call('HGET', KEYS[11], id) or '')
    local ran = redis.call('HDEL', KEYS[10], id) == 1
    redis.call('ZREM', KEYS[7 + number], id)
    if e and ran then
      e.a = e.a + 1
      e.c = e.c + 1
      local raw = encode(e)
      if e.c >= tonumber(ARGV[3]) then
        redis.call('HDEL', KEYS[11], id)
        redis.call('ZADD', KEYS[13], at, id)
        redis.call('ZREMRANGEBYRANK', KEYS[13], 0, -10001)
        keepDead(KEYS[12], {at = at, lane = 'p' .. number, reason = 'crashed', bytes = raw})
      else
        redis.call('HSET', KEYS[11], id, raw)
        redis.call('LPUSH', KEYS[1 + number], raw)
        redis.call('ZADD', KEYS[4 + number], at, id)
        back = true
      end
      changed[#changed + 1] = raw
    end
  end
end
if back then
  redis.call('PUBLISH', ARGV[1], 'expire')
end
return changed
