// review/http/connection_pool.h — so many callers at once, of whom no slow one keeps the others
// waiting.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <set>
#include <thread>
#include <utility>
#include <vector>

namespace codau::review {

/// Threads for callers. Its functions may be called from any thread, end() from none of its own.
class ConnectionPool {
 public:
  using Clock = std::chrono::steady_clock;
  using Task = std::function<void()>;

  /// `waiting`: who is admitted while all threads are taken.
  ConnectionPool(std::size_t threads, std::size_t waiting);
  ~ConnectionPool() { end(); }
  ConnectionPool(const ConnectionPool&) = delete;
  ConnectionPool& operator=(const ConnectionPool&) = delete;

  /// Whether the task is done, as soon as a thread is free. False: there is no room.
  [[nodiscard]] bool admit(Task task);

  /// Waits for no input any more, does what was admitted, and nothing after it.
  void end();

  /// From within a task: whether something can be read from the socket by then. Where somebody
  /// waits for a thread, the one of all that have come here that has waited longest gets no more.
  [[nodiscard]] bool wait_for_input(int socket, Clock::time_point end);

 private:
  void work();
  /// Lets one go if somebody waits for a thread.
  void make_room();

  std::size_t most_waiting_;
  std::mutex mutex_;
  std::condition_variable some_;
  std::deque<Task> tasks_;
  std::set<std::pair<Clock::time_point, int>> silent_;  ///< by the moment their patience ends
  std::size_t idle_, leaving_ = 0;  ///< threads that are free (or begin just now), and will be soon
  bool is_over_ = false;
  std::vector<std::thread> threads_;
};

/// Whether the socket can be read from, or written to, by then; `what`: POLLIN or POLLOUT.
[[nodiscard]] bool is_socket_ready(int socket, short what, ConnectionPool::Clock::time_point end);

}  // namespace codau::review
