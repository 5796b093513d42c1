-- Shared: a claim is held as "attempt owner" under the job's id, in the hash of its lane.

-- The lane in which this attempt of this owner holds the job, or nil.
local function heldLane(id, attempt, owner)
  local want = attempt .. ' ' .. owner
  for lane = 0, 2 do
    if redis.call('HGET', KEYS[RUNNING + lane], id) == want then
      return lane
    end
  end
  return nil
end
