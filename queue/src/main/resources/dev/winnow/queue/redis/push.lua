#!lua
-- Appends jobs to their lanes, or holds them back; one that is held already is left as it is. Where nothing waits in the
-- lanes that a waiting worker asks for, it is handed a job at once. Without allow-oom: at maxmemory nothing new comes in.
-- KEYS as in common.lua
-- ARGV 1 delay in milliseconds, then for each: id, head of the envelope as far as its time, rest
-- Output: how many were taken
-- include common.lua
-- include waiting.lua
local delay = tonumber(ARGV[1])
local at = now()
local since = string.format('%.0f', at + delay)
local ids = {}
for i = 2, #ARGV, 3 do
  ids[#ids + 1] = ARGV[i]
end
-- The usual push is of one job that nothing holds up: it does with few commands.
local alone = #ids == 1
local held = alone and {} or redis.call('HMGET', jobs, unpack(ids))
local quiet = redis.call('EXISTS', paused, dead, KEYS[LANE], KEYS[LANE + 1], KEYS[LANE + 2]) == 0
local entries = {}
local envelopes = {}
local waiting = {[0] = {}, {}, {}}
for i, id in ipairs(ids) do
  if not held[i] then
    local head = ARGV[3 * i]
    entries[#entries + 1] = id
    entries[#entries + 1] = head .. since .. ARGV[3 * i + 1]
    envelopes[id] = entries[#entries]
    local lane = waiting[head:byte(3) - 48]
    lane[#lane + 1] = id
  end
end
if #entries == 0 then
  return 0
end
if alone then
  if redis.call('HSETNX', jobs, entries[1], entries[2]) == 0 then
    return 0
  end
else
  redis.call('HSET', jobs, unpack(entries))
end

-- Hands as many to waiting workers as there are, one each; returns how many.
local function hand(lane, added)
  if not quiet and redis.call('SISMEMBER', paused, lane) == 1 then
    return 0
  end
  for count, id in ipairs(added) do
    local ticket, lease, owner, asked = nextWaiter(lane, at)
    if not ticket then
      return count - 1
    end
    if not quiet and isBusy(asked) then
      rouse(ticket)
      return count - 1
    end
    local attempt = envelopes[id]:match('^1 %d (%d+) ')
    redis.call('HSET', KEYS[RUNNING + lane], TABLE_FIELD, TABLE_VALUE, id, attempt .. ' ' .. owner)
    hold(owner, 1)
    give(ticket, lease, owner, at, id, envelopes[id], lane, attempt)
  end
  return #added
end

for lane = 0, 2 do
  local added = waiting[lane]
  if #added > 0 then
    redis.call('HINCRBY', counters, 'pushed' .. lane, #added)
    if not quiet and redis.call('EXISTS', dead) == 1 then
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
      local gone = hand(lane, added)
      if gone < #added then
        redis.call('RPUSH', KEYS[LANE + lane], unpack(added, gone + 1))
        quiet = false
      end
      wake(lane, #added - gone, at)
    end
  end
end
return #entries / 2
