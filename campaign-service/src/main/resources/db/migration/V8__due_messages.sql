-- Whether a channel has something to send is asked often; what waits for later must not cost then.
create index message_due on message (channel, due) where state = 'QUEUED';
