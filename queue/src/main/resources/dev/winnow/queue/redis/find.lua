#!lua flags=allow-oom
-- Tells where jobs are.
-- KEYS 1-3 lanes p0 to p2, 4-6 their indexes of waiting ids, 7 running, 8 envelopes, 9 delayed, 10 dead letters, 11
--      dead ids
-- ARGV the ids
-- Output: for each, in order: WAITING, DELAYED, RUNNING, DEAD or ABSENT
-- include envelope.lua
-- include dead.lua
-- include mend.lua
for number = 0, 2 do
  mend(KEYS[1 + number], KEYS[4 + number], KEYS[8], KEYS[7], KEYS[10], number)
end
local places = {}
for i, id in ipairs(ARGV) do
  if redis.call('HEXISTS', KEYS[7], id) == 1 then
    places[i] = 'RUNNING'
  elseif redis.call('ZSCORE', KEYS[4], id) or redis.call('ZSCORE', KEYS[5], id) or redis.call('ZSCORE', KEYS[6], id) then
    places[i] = 'WAITING'
  elseif redis.call('ZSCORE', KEYS[9], id) then
    places[i] = 'DELAYED'
  elseif redis.call('ZSCORE', KEYS[11], id) then
    places[i] = 'DEAD'
  else
    places[i] = 'ABSENT'
  end
end
return places
