/** Single-use codes: who was given which, and which orders used them. */
@NullMarked
package io.tierwise.campaign.coupon;

import org.jspecify.annotations.NullMarked;
