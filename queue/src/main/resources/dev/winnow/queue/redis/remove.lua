#!lua flags=allow-oom
-- Takes waiting and delayed jobs out. What stays of a waiting one in its list is skipped when its turn comes.
-- KEYS as in common.lua
-- ARGV the ids
-- Output: the ids that were taken out
-- include common.lua
-- include head.lua
local function runs(id)
  for lane = 0, 2 do
    if redis.call('HEXISTS', KEYS[RUNNING + lane], id) == 1 then
      return true
    end
  end
  return false
end

local removed = {}
for _, id in ipairs(ARGV) do
  local raw = redis.call('HGET', jobs, id)
  if raw and not runs(id) then
    redis.call('HDEL', jobs, id)
    redis.call('SREM', cancelling, id)
    local delayed = false
    for lane = 0, 2 do
      delayed = redis.call('ZREM', KEYS[DELAYED + lane], id) == 1 or delayed
    end
    if not delayed then
      redis.call('HINCRBY', counters, 'gone' .. (read(raw) or 0), 1)
    end
    removed[#removed + 1] = id
  end
end
return removed
