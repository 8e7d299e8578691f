// store/errands.h — a thread of its own for work that its owner does not wait for.
#pragma once

#include <functional>
#include <memory>

namespace codau::store {

/// Errands are run one after another, in the order in which they were given. Signals are for other
/// threads. The calls are for one thread.
class Errands {
 public:
  Errands();
  /// What has not begun is not run any more.
  ~Errands();
  Errands(const Errands&) = delete;
  Errands& operator=(const Errands&) = delete;

  void add(std::function<void()> errand);
  /// Until all are done. Throws what the first threw that did not come to its end, each time:
  /// nothing is run any more behind it.
  void wait();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace codau::store
