#include "store/database/serial_executor.h"

#include <signal.h>

#include <condition_variable>
#include <deque>
#include <future>
#include <mutex>
#include <thread>
#include <utility>

namespace codau::store {
namespace {

/// Blocks all signals while it lives: a new thread inherits the blocked signals of its creator.
class NoSignals {
 public:
  NoSignals() {
    sigset_t all;
    ::sigfillset(&all);
    ::pthread_sigmask(SIG_BLOCK, &all, &before_);
  }
  ~NoSignals() { ::pthread_sigmask(SIG_SETMASK, &before_, nullptr); }
  NoSignals(const NoSignals&) = delete;
  NoSignals& operator=(const NoSignals&) = delete;

 private:
  sigset_t before_;
};

}  // namespace

struct SerialExecutor::State {
  using Task = std::packaged_task<void()>;
  void work();

  std::mutex mutex;
  std::condition_variable changed;
  std::deque<Task> waiting;
  std::deque<std::shared_future<void>> given;  // tasks that wait() waits for
  bool has_failed = false;                     // set and read by the thread
  bool stops = false;
  std::thread thread;
};

void SerialExecutor::State::work() {
  std::unique_lock lock(mutex);
  while (true) {
    changed.wait(lock, [&] { return stops || !waiting.empty(); });
    if (stops) return;
    Task next = std::move(waiting.front());
    waiting.pop_front();
    lock.unlock();
    next();
    lock.lock();
  }
}

SerialExecutor::SerialExecutor() : state_(std::make_unique<State>()) {
  const NoSignals inherited;
  state_->thread = std::thread([state = state_.get()] { state->work(); });
}

SerialExecutor::~SerialExecutor() {
  {
    const std::lock_guard guard(state_->mutex);
    state_->stops = true;
  }
  state_->changed.notify_all();
  state_->thread.join();
}

void SerialExecutor::add(std::function<void()> errand) {
  State::Task task([state = state_.get(), errand = std::move(errand)] {
    if (std::exchange(state->has_failed, true)) return;
    errand();
    state->has_failed = false;
  });
  state_->given.push_back(task.get_future().share());
  const std::lock_guard guard(state_->mutex);
  state_->waiting.push_back(std::move(task));
  state_->changed.notify_all();
}

void SerialExecutor::wait() {
  for (std::deque<std::shared_future<void>>& given = state_->given; !given.empty();
       given.pop_front()) {
    given.front().get();  // throws if the task failed; the task then stays the first
  }
}

}  // namespace codau::store
