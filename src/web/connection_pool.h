// web/connection_pool.h — a pool of threads that serve connections. A slow client cannot make other
// clients wait.
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

namespace codau::web {

/// A fixed number of threads, and a queue of tasks; a task serves one connection. Any thread may
/// call any function, except that no task may call end().
class ConnectionPool {
 public:
  using Clock = std::chrono::steady_clock;
  using Task = std::function<void()>;

  /// `threads`: number of threads. `waiting`: maximum number of tasks that wait for a thread.
  ConnectionPool(std::size_t threads, std::size_t waiting);
  ~ConnectionPool() { end(); }
  ConnectionPool(const ConnectionPool&) = delete;
  ConnectionPool& operator=(const ConnectionPool&) = delete;

  /// Adds a task to the queue. A thread runs it as soon as possible. Returns false if the queue is
  /// full, or after end().
  [[nodiscard]] bool admit(Task task);

  /// Stops all waiting for input, runs all tasks of the queue, and ends the threads. Later tasks
  /// are refused.
  void end();

  /// Waits until the socket can be read, and returns true; returns false at the time `end`. Only
  /// tasks may call this function. If another task lacks a thread, the pool ends the wait that
  /// would time out first. The call for that wait returns false at once.
  [[nodiscard]] bool wait_for_input(int socket, Clock::time_point end);

 private:
  void work();
  /// Ends one wait for input, if a task lacks a thread.
  void make_room();

  std::size_t most_waiting_;
  std::mutex mutex_;
  std::condition_variable some_;
  std::deque<Task> tasks_;
  std::set<std::pair<Clock::time_point, int>> silent_;  ///< timeout and socket of each wait
  std::size_t idle_, leaving_ = 0;  ///< threads without a task; threads whose wait was ended
  bool is_over_ = false;
  std::vector<std::thread> threads_;
};

/// Waits until the socket is ready, and returns true; returns false at the time `end`. `what`:
/// POLLIN (ready to read) or POLLOUT (ready to write).
[[nodiscard]] bool is_socket_ready(int socket, short what, ConnectionPool::Clock::time_point end);

}  // namespace codau::web
