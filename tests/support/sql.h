// tests/support/sql.h — a database as others see it, through a connection that is not ours; and
// processes of their own, to be killed.
#pragma once

#include <gtest/gtest.h>
#include <sqlite3.h>
#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>
#include <string>

namespace codau::testing {

/// All values of all rows behind one another; NULL is "∅".
class Sql {
 public:
  explicit Sql(const std::filesystem::path& file, int flags = SQLITE_OPEN_READWRITE) {
    EXPECT_EQ(sqlite3_open_v2(file.c_str(), &db_, flags, nullptr), SQLITE_OK) << file;
    sqlite3_busy_timeout(db_, 5000);
  }
  ~Sql() { sqlite3_close(db_); }
  Sql(const Sql&) = delete;
  Sql& operator=(const Sql&) = delete;

  /// Values of a row with a bar between them, a line feed between rows.
  std::string ask(const std::string& sql) {
    std::string out;
    char* error = nullptr;
    sqlite3_exec(
        db_, sql.c_str(),
        [](void* to, int n, char** values, char**) {
          auto& text = *static_cast<std::string*>(to);
          if (!text.empty()) text += '\n';
          for (int i = 0; i < n; ++i) {
            if (i > 0) text += '|';
            text += values[i] == nullptr ? "∅" : values[i];
          }
          return 0;
        },
        &out, &error);
    EXPECT_EQ(error, nullptr) << error << "\n" << sql;
    sqlite3_free(error);
    return out;
  }
  /// What is wrong with it; empty where it is done.
  std::string error_of(const std::string& sql) {
    char* error = nullptr;
    sqlite3_exec(db_, sql.c_str(), nullptr, nullptr, &error);
    std::string out = error == nullptr ? "" : error;
    sqlite3_free(error);
    return out;
  }

 private:
  sqlite3* db_ = nullptr;
};

inline std::string ask(const std::filesystem::path& file, const std::string& sql) {
  return Sql(file).ask(sql);
}

/// Runs `child` in a process of its own and gives its exit status.
template <class Child>
int in_child(const Child& child) {
  const pid_t pid = ::fork();
  if (pid == 0) {
    child();
    ::_exit(0);
  }
  int status = 0;
  ::waitpid(pid, &status, 0);
  return status;
}

}  // namespace codau::testing
