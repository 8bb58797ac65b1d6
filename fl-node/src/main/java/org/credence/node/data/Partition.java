package org.credence.node.data;

import java.util.List;
import java.util.TreeSet;

/**
 * Which of a member's rows serve which purpose. Ascending, disjoint; a row may serve none.
 *
 * @param train trained on by the member alone
 * @param validation released to the evaluators
 * @param test held out by the member
 */
public record Partition(List<Integer> train, List<Integer> validation, List<Integer> test) {
    public Partition {
        train = List.copyOf(train);
        validation = List.copyOf(validation);
        test = List.copyOf(test);
        var all = new TreeSet<>(train);
        all.addAll(validation);
        all.addAll(test);
        if (all.size() != train.size() + validation.size() + test.size()) {
            throw new IllegalArgumentException("a row serves one purpose");
        }
    }
}
