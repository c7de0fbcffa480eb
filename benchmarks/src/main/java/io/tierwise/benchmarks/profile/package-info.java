/** The way from a topic to ledger and profiles, beside three other ways into PostgreSQL. */
@NullMarked
package io.tierwise.benchmarks.profile;

import org.jspecify.annotations.NullMarked;
