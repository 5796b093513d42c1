#!lua flags=allow-oom
-- Tells where jobs are.
-- KEYS as in common.lua
-- ARGV the ids
-- Output: 1 if the queue's own books add up or else 0, then a word for each id
-- include common.lua
-- include counting.lua
local answer = {adds() and 1 or 0}
local delayed = {}
for lane = 0, 2 do
  delayed[lane] = redis.call('EXISTS', KEYS[DELAYED + lane]) == 1
end

local function place(id)
  if redis.call('HEXISTS', jobs, id) == 0 then
    return redis.call('ZSCORE', dead, id) and 'DEAD' or 'ABSENT'
  end
  for lane = 0, 2 do
    if redis.call('HEXISTS', KEYS[RUNNING + lane], id) == 1 then
      return 'RUNNING'
    end
    if delayed[lane] and redis.call('ZSCORE', KEYS[DELAYED + lane], id) then
      return 'DELAYED'
    end
  end
  return 'WAITING'
end

for i, id in ipairs(ARGV) do
  answer[i + 1] = place(id)
end
return answer
