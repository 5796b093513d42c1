-- Shared: the dead letters, "time lane reason id bytes", of which the last ten thousand are kept. What is larger than
-- any envelope is cut.

-- Whether this is an id as our own pushes write it: a number of 63 bits. Somebody else may have put anything there.
local function isId(text)
  return (text:find('^[1-9]%d*$') or text == '0') and (#text < 19 or #text == 19 and text <= '9223372036854775807')
end

-- What is no id stands before the bytes, if there are any.
local function setAside(lane, reason, id, bytes)
  if not isId(id) then
    id, bytes = '-', bytes and id .. ' ' .. bytes or id
  end
  redis.call('LPUSH', letters, string.format('%.0f %s %s %s ', now(), lane, reason, id) .. bytes:sub(1, 262144))
  redis.call('LTRIM', letters, 0, 9999)
end
