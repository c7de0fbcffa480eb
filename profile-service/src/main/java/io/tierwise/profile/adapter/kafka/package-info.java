/** Behaviour events in, profile features out. */
@NullMarked
package io.tierwise.profile.adapter.kafka;

import org.jspecify.annotations.NullMarked;
