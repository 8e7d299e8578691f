// store/database/serial_executor.h — a thread of its own for work that its owner does not wait for.
#pragma once

#include <functional>
#include <memory>

namespace codau::store {

/// Tasks are run one after another, in the order in which they were given. Signals are for other
/// threads. The calls are for one thread.
class SerialExecutor {
 public:
  SerialExecutor();
  /// What has not begun is not run any more.
  ~SerialExecutor();
  SerialExecutor(const SerialExecutor&) = delete;
  SerialExecutor& operator=(const SerialExecutor&) = delete;

  void add(std::function<void()> errand);
  /// Until all are done. Throws what the first threw that did not come to its end, each time:
  /// nothing is run any more behind it.
  void wait();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace codau::store
