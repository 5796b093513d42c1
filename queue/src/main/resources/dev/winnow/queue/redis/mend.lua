#!lua flags=allow-oom
-- Makes the queue's books add up again after somebody has deleted or edited a key by hand, a portion at a time. First
-- claims and delays of jobs that are not held any more are dropped (steps 1 to 6), then the lists are made anew (step 7,
-- whose first portion empties them): each job that neither runs nor is delayed joins its lane again, with the next
-- attempt, since an earlier one may have been handed out.
-- KEYS as in common.lua
-- ARGV 1 step, 2 cursor, 3 how many to look at
-- Output: the next cursor; 0 when the step is done
-- include common.lua
-- include head.lua
-- include letters.lua
-- include waiting.lua
local step, cursor, count = tonumber(ARGV[1]), ARGV[2], ARGV[3]
if step <= 3 then
  local running = KEYS[RUNNING + step - 1]
  local scan = redis.call('HSCAN', running, cursor, 'COUNT', count)
  for i = 1, #scan[2], 2 do
    if scan[2][i] ~= TABLE_FIELD and redis.call('HEXISTS', jobs, scan[2][i]) == 0 then
      redis.call('HDEL', running, scan[2][i])
      hold(scan[2][i + 1]:match('^%d+ (.*)$') or '', -1)
    end
  end
  return scan[1]
end
if step <= 6 then
  local delayed = KEYS[DELAYED + step - 4]
  local scan = redis.call('ZSCAN', delayed, cursor, 'COUNT', count)
  for i = 1, #scan[2], 2 do
    if redis.call('HEXISTS', jobs, scan[2][i]) == 0 then
      redis.call('ZREM', delayed, scan[2][i])
    end
  end
  return scan[1]
end

local function isElsewhere(id)
  for lane = 0, 2 do
    if redis.call('HEXISTS', KEYS[RUNNING + lane], id) == 1 or redis.call('ZSCORE', KEYS[DELAYED + lane], id) then
      return true
    end
  end
  return false
end

if cursor == '0' then
  redis.call('UNLINK', KEYS[LANE], KEYS[LANE + 1], KEYS[LANE + 2])
  redis.call('HDEL', counters, 'gone0', 'gone1', 'gone2')
end
local scan = redis.call('HSCAN', jobs, cursor, 'COUNT', count)
for i = 1, #scan[2], 2 do
  local id, raw = scan[2][i], scan[2][i + 1]
  local lane, attempt, failures, crashes, since, rest = read(raw)
  if not lane or not isId(id) then
    setAside('-', 'malformed', id, raw)
    redis.call('HDEL', jobs, id)
  elseif not isElsewhere(id) then
    redis.call('HSET', jobs, id, write(lane, attempt + 1, failures, crashes, since, raw, rest))
    redis.call('RPUSH', KEYS[LANE + lane], id)
  end
end
if scan[1] == '0' then
  local at = now()
  for lane = 0, 2 do
    wake(lane, redis.call('LLEN', KEYS[LANE + lane]), at)
  end
end
return scan[1]
