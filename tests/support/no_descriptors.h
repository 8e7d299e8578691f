// tests/support/no_descriptors.h — what happens when no file can be opened.
#pragma once

#include <gtest/gtest.h>
#include <sys/resource.h>

namespace codau {

/// No descriptor more can be opened while it lives. It is gone before a handler looks at what was
/// thrown, as sanitizers open some for that.
class NoDescriptors {
 public:
  NoDescriptors() {
    EXPECT_EQ(::getrlimit(RLIMIT_NOFILE, &before_), 0);
    set({0, before_.rlim_max});
  }
  ~NoDescriptors() { set(before_); }
  NoDescriptors(const NoDescriptors&) = delete;
  NoDescriptors& operator=(const NoDescriptors&) = delete;

 private:
  static void set(const struct rlimit& limit) { EXPECT_EQ(::setrlimit(RLIMIT_NOFILE, &limit), 0); }

  struct rlimit before_ {};
};

}  // namespace codau
