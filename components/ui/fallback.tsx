"use client";

import { Component, type ReactNode } from "react";

/** Shows `instead` once what is in it could not be drawn; the rest of the page stays. */
export class Fallback extends Component<{ instead: ReactNode; children: ReactNode }> {
  override state = { failed: false };

  static getDerivedStateFromError() {
    return { failed: true };
  }

  override render() {
    return this.state.failed ? this.props.instead : this.props.children;
  }
}
