/**
 * Objects of any interface that all members of a family may call, and the maps and lists that are made of them. Begin
 * with {@link io.multiprocessing.internal.object.SharedObjects}, which explains how long they live; {@code
 * ProxyHandler} is what callers have of an object, {@code ObjectHome} is the object where it lives. Imports {@code
 * call}, {@code family} and {@code codec}.
 */
@NullMarked
package io.multiprocessing.internal.object;

import org.jspecify.annotations.NullMarked;
