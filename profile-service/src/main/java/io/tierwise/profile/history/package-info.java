/** Use cases that write: fold a poll into ledger and profiles, recompute a profile. */
@NullMarked
package io.tierwise.profile.history;

import org.jspecify.annotations.NullMarked;
