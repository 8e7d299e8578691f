#include "line_training/adam.h"

#include <cmath>

namespace codau::lines {
namespace {

constexpr float kBeta1 = 0.9F, kBeta2 = 0.99F, kEpsilon = 1e-6F;

}  // namespace

Adam::Adam(const Weights& like) : first_moment_(like), second_moment_(like) {
  for (Matrix* one : first_moment_.trainable()) one->setZero();
  for (Matrix* one : second_moment_.trainable()) one->setZero();
}

void Adam::update(Weights& weights, Weights& gradient, float learning_rate) {
  const auto step = static_cast<float>(++steps_);
  const float bias1 = 1 - std::pow(kBeta1, step), bias2 = 1 - std::pow(kBeta2, step);
  const auto to = weights.trainable(), by = gradient.trainable(),
             firsts = first_moment_.trainable(), seconds = second_moment_.trainable();
  for (std::size_t i = 0; i < to.size(); ++i) {
    auto first = firsts[i]->array(), second = seconds[i]->array();
    first = first * kBeta1 + by[i]->array() * (1 - kBeta1);
    second = second * kBeta2 + by[i]->array().square() * (1 - kBeta2);
    to[i]->array() -= learning_rate * (first / bias1) / ((second / bias2).sqrt() + kEpsilon);
  }
}

}  // namespace codau::lines
