// src/review/callers: who is served while others say nothing.
#include "web/connection_pool.h"

#include <gtest/gtest.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <future>
#include <memory>
#include <vector>

namespace codau::web {
namespace {

using namespace std::chrono_literals;
using Clock = ConnectionPool::Clock;

/// Both ends of a connection.
class Line {
 public:
  Line() { EXPECT_EQ(::socketpair(AF_UNIX, SOCK_STREAM, 0, ends_.data()), 0); }
  ~Line() {
    for (const int end : ends_) ::close(end);
  }
  Line(const Line&) = delete;
  Line& operator=(const Line&) = delete;
  [[nodiscard]] int server() const { return ends_[0]; }
  void send() const { EXPECT_EQ(::send(ends_[1], "x", 1, 0), 1); }

 private:
  std::array<int, 2> ends_{};
};

/// What a caller got: whether his request came, and when.
struct Got {
  bool has_come = false;
  Clock::time_point at;
};

std::future<Got> call(ConnectionPool& callers, int socket, std::chrono::seconds patience) {
  const auto got = std::make_shared<std::promise<Got>>();
  EXPECT_TRUE(callers.admit([&callers, socket, patience, got] {
    const bool has_come = callers.wait_for_input(socket, Clock::now() + patience);
    got->set_value({has_come, Clock::now()});
  }));
  return got->get_future();
}

/// Waits until so many of them have an answer; which have none.
std::vector<std::size_t> unanswered(const std::vector<std::future<Got>>& calls,
                                    std::size_t answered) {
  std::vector<std::size_t> out;
  do {
    out.clear();
    for (std::size_t i = 0; i < calls.size(); ++i)
      if (calls[i].wait_for(1ms) != std::future_status::ready) out.push_back(i);
  } while (calls.size() - out.size() < answered);
  return out;
}

TEST(ConnectionPool, WhoIsSilentKeepsHisThreadOnlyWhileNobodyWaitsForOne) {
  constexpr auto kPatience = 600s;  // much longer than the test
  const std::array<Line, 5> lines;
  ConnectionPool callers(2, 8);
  std::vector<std::future<Got>> silent;
  for (std::size_t i = 0; i < 4; ++i) silent.push_back(call(callers, lines[i].server(), kPatience));
  // Which of those that began at the same moment go first is chance.
  EXPECT_EQ(unanswered(silent, 2).size(), 2U);
  lines[4].send();
  EXPECT_TRUE(call(callers, lines[4].server(), kPatience).get().has_come);
  const std::vector<std::size_t> last = unanswered(silent, 3);
  ASSERT_EQ(last.size(), 1U);
  lines[last.front()].send();  // he may still be heard
  for (std::size_t i = 0; i < silent.size(); ++i)
    EXPECT_EQ(silent[i].get().has_come, i == last.front()) << i;
}

TEST(ConnectionPool, WhoSendsIsServedWhoWaitsTooLongIsNot) {
  const std::array<Line, 2> lines;
  ConnectionPool callers(2, 8);
  auto late = call(callers, lines[0].server(), 0s), sent = call(callers, lines[1].server(), 600s);
  EXPECT_FALSE(late.get().has_come);
  lines[1].send();
  EXPECT_TRUE(sent.get().has_come);
}

TEST(ConnectionPool, AdmitsNoMoreThanFindRoomAndEndsWithoutWaitingForAnybody) {
  const std::array<Line, 1> lines;
  ConnectionPool callers(1, 1);
  std::promise<void> begun, go;
  EXPECT_TRUE(callers.admit([&] {
    begun.set_value();
    go.get_future().wait();
  }));
  begun.get_future().wait();
  auto silent = call(callers, lines[0].server(), 600s);
  EXPECT_FALSE(callers.admit([] {}));
  go.set_value();
  callers.end();
  EXPECT_FALSE(silent.get().has_come);
  EXPECT_FALSE(callers.admit([] {}));
}

}  // namespace
}  // namespace codau::web
