-- Its plans are kept by each connection, and may have been made while tables were all but empty: by
-- reading them whole, which costs milliseconds once there are contacts, until they are analyzed.
alter function decide_contact set enable_seqscan = off;
