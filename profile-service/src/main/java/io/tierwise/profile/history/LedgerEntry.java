package io.tierwise.profile.history;

import io.tierwise.profile.event.UserEvent;

/**
 * An event on its way into the ledger.
 *
 * @param position in the poll
 * @param payload as received; shared, not copied, for there are hundreds of thousands
 */
@SuppressWarnings("ArrayRecordComponent")
public record LedgerEntry(int position, UserEvent event, byte[] payload) {}
