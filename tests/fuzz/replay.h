// tests/fuzz/replay.h — without libFuzzer a fuzz target replays the files named on its command
// line, so that every finding stays a test under every compiler.
#pragma once

#include <cstddef>
#include <cstdint>
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>

// NOLINTNEXTLINE(readability-identifier-naming): the name is libFuzzer's
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

#ifndef CODAU_LIBFUZZER
int main(int argc, char** argv) {
  if (argc < 2) return 1;  // an empty corpus is a broken test, not a passing one
  for (int i = 1; i < argc; ++i) {
    std::ifstream in(argv[i], std::ios::binary);
    if (!in) return 1;
    const std::string bytes(std::istreambuf_iterator<char>(in), {});
    std::cout << argv[i] << '\n' << std::flush;
    LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size());
  }
}
#endif
