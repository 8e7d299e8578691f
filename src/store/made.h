// store/made.h — what a store knows of the making of a document.
#pragma once

#include <string>

namespace codau::store {

/// As an earlier run has left it.
struct Made {
  std::string fingerprint;   ///< hash of what its rows were made from; empty if none
  bool has_further = false;  ///< other documents stand behind it in its file (13.11)
};

/// Of all that rows and files of a document were made from, and of its file of rows: by these it is
/// known when it comes out as it was.
struct Digests {
  std::string answer, file;
};

}  // namespace codau::store
