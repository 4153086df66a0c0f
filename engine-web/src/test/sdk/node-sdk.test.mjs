// Every method of the official Node client that has a route here, in one process: the tests share a clock.
import "./node-users.mjs";
import "./node-actions.mjs";
