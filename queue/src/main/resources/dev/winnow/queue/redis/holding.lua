-- Shared: a claim is held as "<lane> <attempt> <owner>" under the job's id.

-- The lane if this attempt of this owner holds the job, or nil.
local function heldLane(running, id, attempt, owner)
  local held = redis.call('HGET', running, id)
  if not held then
    return nil
  end
  local lane, holder = held:match('^(%d) (.+)$')
  if holder == attempt .. ' ' .. owner then
    return tonumber(lane)
  end
  return nil
end
