// store/database/serial_executor.h — runs tasks in a background thread, so that the caller need not
// wait for them.
#pragma once

#include <functional>
#include <memory>

namespace codau::store {

/// Runs tasks one after another in its own thread, in the order of add(). The thread blocks all
/// signals, so that other threads receive them. All functions must be called from one thread.
class SerialExecutor {
 public:
  SerialExecutor();
  /// Waits for the running task. Tasks that have not begun are dropped.
  ~SerialExecutor();
  SerialExecutor(const SerialExecutor&) = delete;
  SerialExecutor& operator=(const SerialExecutor&) = delete;

  /// Adds a task at the end of the queue.
  void add(std::function<void()> errand);
  /// Waits until all tasks are done. If a task throws, the tasks after it are not run, and every
  /// call of wait() throws the exception of that task.
  void wait();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace codau::store
