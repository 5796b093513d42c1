-- Shared by all scripts, which all take the same keys:
-- KEYS 1-3 lanes p0 to p2 (lists of ids), 4-6 delayed of each lane (sorted sets, id by the time it is due), 7-9 running
--      of each lane (hashes, id to "attempt owner"), 10 jobs (hash, id to envelope, of all that the queue holds),
--      11 leases (sorted set, owner by the end of its lease), 12 cancelling (set of running ids), 13 paused (set of lane
--      numbers), 14 turns (hash, lanes asked for to the turn that comes next), 15 counters (hash), 16 dead letters
--      (list, newest first), 17 dead (sorted set of ids that crashed too often, by time),
--      18 mark (text), 19 holds (hash, owner to how many jobs it runs), 20 handed (hash, ticket to what was handed to the
--      waiter who drew it), 21 and 22 what the names of waiters' keys begin with (see waiting.lua)
-- Ids are text throughout: a Lua number cannot hold 63 bits. An envelope begins "1 LANE ATTEMPT FAILURES CRASHES SINCE ",
-- which is all that scripts look at. Of a lane's list, the counter "gone" says how many ids stand for nothing any more.
local LANE, DELAYED, RUNNING = 1, 4, 7
local jobs, leases, cancelling, paused, turns = KEYS[10], KEYS[11], KEYS[12], KEYS[13], KEYS[14]
local counters, letters, dead, mark, holds = KEYS[15], KEYS[16], KEYS[17], KEYS[18], KEYS[19]
local handed = KEYS[20]

-- Redis keeps a small hash as a list that it scans at each look-up. This field is too long for that, so that the running
-- jobs of a lane lie in a table from the first one on.
local TABLE_FIELD, TABLE_VALUE = '-', string.rep('-', 65)

local function keepTable(lane)
  if redis.call('EXISTS', KEYS[RUNNING + lane]) == 0 then
    redis.call('HSET', KEYS[RUNNING + lane], TABLE_FIELD, TABLE_VALUE)
  end
end

local function countRunning(lane)
  return redis.call('HLEN', KEYS[RUNNING + lane]) - redis.call('HEXISTS', KEYS[RUNNING + lane], TABLE_FIELD)
end

-- Counts how many jobs an owner holds.
local function hold(owner, change)
  if change ~= 0 and redis.call('HINCRBY', holds, owner, change) <= 0 then
    redis.call('HDEL', holds, owner)
  end
end

local function now()
  local time = redis.call('TIME')
  return time[1] * 1000 + math.floor(time[2] / 1000)
end
