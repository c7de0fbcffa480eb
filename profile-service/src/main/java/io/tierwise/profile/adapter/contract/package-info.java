/** Reads the contract of behaviour events into the service's own terms. */
@NullMarked
package io.tierwise.profile.adapter.contract;

import org.jspecify.annotations.NullMarked;
