package org.credence.node.privacy;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/**
 * Epsilon of repeated steps of the sampled Gaussian mechanism, by Rényi differential privacy. An upper bound that holds for every
 * choice of orders; more orders make it tighter. Immutable. Units and neighbours as in {@link SampledGaussian}.
 */
final class RenyiAccountant {
    /** Close to 1 for much spending, in tenths in between, up to 1024 for little. */
    static final List<Double> ORDERS = defaultOrders();

    private final List<Double> orders;
    private final double[] perStep;

    RenyiAccountant(double rate, double sigma, List<Double> orders) {
        SampledGaussian mechanism = new SampledGaussian(rate, sigma);
        this.orders = List.copyOf(orders);
        this.perStep = orders.stream().mapToDouble(mechanism::renyiDivergence).toArray();
    }

    /**
     * The least epsilon, at least 0, that the steps can be shown to keep together with this delta. Never falls as the steps grow.
     *
     * <p>Source of the conversion: Canonne, Kamath and Steinke, The discrete Gaussian for differential privacy, 2020, proposition 12.
     *
     * @param delta in (0, 1)
     */
    double epsilon(long steps, double delta) {
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i < perStep.length; i++) {
            double order = orders.get(i);
            double conversion =
                    StrictMath.log1p(-1 / order) - (StrictMath.log(delta) + StrictMath.log(order)) / (order - 1);
            least = Math.min(least, steps * perStep[i] + conversion);
        }
        return Math.max(0, least);
    }

    /**
     * The least noise whose epsilon is within the target, up to a relative 1e-9 more.
     *
     * @param target above 0
     */
    static double sigmaFor(double target, double rate, long steps, double delta, List<Double> orders) {
        DoubleUnaryOperator spent = sigma -> new RenyiAccountant(rate, sigma, orders).epsilon(steps, delta);
        double enough = 1;
        while (spent.applyAsDouble(enough) > target) {
            enough *= 2;
        }
        double tooLittle = enough / 2;
        while (tooLittle > 0x1p-10 && spent.applyAsDouble(tooLittle) <= target) {
            enough = tooLittle;
            tooLittle /= 2;
        }
        while (enough - tooLittle > 1e-9 * enough) {
            double middle = (enough + tooLittle) / 2;
            if (spent.applyAsDouble(middle) > target) {
                tooLittle = middle;
            } else {
                enough = middle;
            }
        }
        return enough;
    }

    private static List<Double> defaultOrders() {
        List<Double> orders = new ArrayList<>();
        for (int hundredths = 101; hundredths < 110; hundredths++) {
            orders.add(hundredths / 100.0);
        }
        for (int tenths = 11; tenths < 110; tenths++) {
            orders.add(tenths / 10.0);
        }
        for (int order = 11; order <= 64; order++) {
            orders.add((double) order);
        }
        for (double order : new double[] {80, 96, 128, 192, 256, 384, 512, 768, 1024}) {
            orders.add(order);
        }
        return List.copyOf(orders);
    }
}
