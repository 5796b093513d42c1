#!lua flags=allow-oom
-- Takes up to n envelopes from these lanes, each with a lease. Turns go by a repeating pattern of lane numbers; a turn
-- whose lane is empty, or is not asked for, goes to the highest lane that waits. Each set of lanes has turns of its
-- own: else a consumer of few lanes could use up just the turns of a lane that it does not serve.
-- KEYS 1-3 lanes p0 to p2, 4-6 their indexes of waiting ids, 7-9 their leases, 10 running, 11 envelopes, 12 dead
--      letters, 13 turns
-- ARGV 1 owner, 2 lease in milliseconds, 3 n, 4 lanes asked for, as digits in order, 5 pattern of turns, as digits
-- Output: for each the envelope and the end of its lease in milliseconds, in turn
-- include envelope.lua
-- include dead.lua
local at = now()
local leaseUntil = at + tonumber(ARGV[2])
local asked = {}
for digit in ARGV[4]:gmatch('%d') do
  asked[#asked + 1] = tonumber(digit)
end

local function take(number)
  while true do
    local raw = redis.call('LPOP', KEYS[1 + number])
    if not raw then
      return nil
    end
    local e = decode(raw)
    if not e or e.p ~= number then
      keepDead(KEYS[12], {at = at, lane = 'p' .. number, reason = 'malformed', bytes = raw})
    else
      redis.call('ZREM', KEYS[4 + number], e.id)
      -- One that runs already got here by hand: nobody else must have it.
      if redis.call('HEXISTS', KEYS[10], e.id) == 0 then
        return e, raw
      end
    end
  end
end

local function takeFirst(preferred)
  local e, raw
  if ARGV[4]:find(tostring(preferred), 1, true) then
    e, raw = take(preferred)
  end
  for _, number in ipairs(asked) do
    if not e then
      e, raw = take(number)
    end
  end
  return e, raw
end

local turn = tonumber(redis.call('HGET', KEYS[13], ARGV[4]) or '0')
local claimed = {}
for _ = 1, tonumber(ARGV[3]) do
  local place = turn % #ARGV[5] + 1
  local e, raw = takeFirst(tonumber(ARGV[5]:sub(place, place)))
  if not e then
    break
  end
  turn = turn + 1
  redis.call('HSET', KEYS[10], e.id, string.format('%d %d %s', e.p, e.a, ARGV[1]))
  redis.call('ZADD', KEYS[7 + e.p], leaseUntil, e.id)
  redis.call('HSET', KEYS[11], e.id, raw)
  claimed[#claimed + 1] = raw
  claimed[#claimed + 1] = string.format('%.0f', leaseUntil)
end
if #claimed > 0 and #asked > 1 then
  redis.call('HSET', KEYS[13], ARGV[4], turn % #ARGV[5])
end
return claimed
