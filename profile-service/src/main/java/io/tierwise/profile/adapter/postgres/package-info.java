/** Ledger, profiles and what is still to be published, in PostgreSQL. */
@NullMarked
package io.tierwise.profile.adapter.postgres;

import org.jspecify.annotations.NullMarked;
