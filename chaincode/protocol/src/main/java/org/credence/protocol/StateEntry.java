package org.credence.protocol;

/**
 * One fact: read, or to be written.
 *
 * @param <T> type of the value
 */
public record StateEntry<T>(StateKey<T> key, T value) {}
