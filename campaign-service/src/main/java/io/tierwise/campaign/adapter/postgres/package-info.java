/** Keeps campaigns, members, contacts and outcomes in PostgreSQL. */
@NullMarked
package io.tierwise.campaign.adapter.postgres;

import org.jspecify.annotations.NullMarked;
