#include "core/errands.h"

#include <signal.h>

#include <condition_variable>
#include <deque>
#include <exception>
#include <mutex>
#include <thread>
#include <utility>

namespace codau {
namespace {

/// A thread has the signals from whoever starts it.
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

struct Errands::State {
  void work();

  std::mutex mutex;
  std::condition_variable changed;
  std::deque<std::function<void()>> waiting;
  std::exception_ptr error;
  bool is_busy = false, stops = false;
  std::thread thread;
};

void Errands::State::work() {
  std::unique_lock lock(mutex);
  while (true) {
    changed.wait(lock, [&] { return stops || !waiting.empty(); });
    if (stops) return;
    std::function<void()> next = std::move(waiting.front());
    waiting.pop_front();
    is_busy = true;
    lock.unlock();
    std::exception_ptr failure;
    try {
      next();
    } catch (...) {
      failure = std::current_exception();
    }
    next = {};
    lock.lock();
    is_busy = false;
    if (failure) {
      error = failure;
      waiting.clear();
    }
    changed.notify_all();
  }
}

Errands::Errands() : state_(std::make_unique<State>()) {
  const NoSignals inherited;
  state_->thread = std::thread([state = state_.get()] { state->work(); });
}

Errands::~Errands() {
  {
    const std::lock_guard guard(state_->mutex);
    state_->stops = true;
  }
  state_->changed.notify_all();
  state_->thread.join();
}

void Errands::add(std::function<void()> errand) {
  const std::lock_guard guard(state_->mutex);
  if (state_->error) return;
  state_->waiting.push_back(std::move(errand));
  state_->changed.notify_all();
}

void Errands::wait() {
  std::unique_lock lock(state_->mutex);
  state_->changed.wait(lock, [&] { return state_->waiting.empty() && !state_->is_busy; });
  if (state_->error) std::rethrow_exception(state_->error);
}

}  // namespace codau
