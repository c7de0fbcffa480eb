/** What is known of a customer, and the numbers that a tiering can use. */
@NullMarked
package io.tierwise.segmentation.customer;

import org.jspecify.annotations.NullMarked;
